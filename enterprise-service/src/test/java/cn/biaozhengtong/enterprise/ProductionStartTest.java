package cn.biaozhengtong.enterprise;

import cn.biaozhengtong.kit.test.ProductionStart;

class ProductionStartTest extends ProductionStart {}
