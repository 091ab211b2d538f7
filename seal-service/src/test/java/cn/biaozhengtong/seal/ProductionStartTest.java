package cn.biaozhengtong.seal;

import cn.biaozhengtong.kit.test.ProductionStart;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "bzt.s3.bucket=documents",
            "bzt.s3.endpoint=https://objects.example.cn",
            "bzt.s3.region=cn",
            "bzt.s3.access-key=a",
            "bzt.s3.secret-key=s"
        })
class ProductionStartTest extends ProductionStart {}
