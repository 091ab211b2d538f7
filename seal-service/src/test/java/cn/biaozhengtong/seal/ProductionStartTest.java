package cn.biaozhengtong.seal;

import cn.biaozhengtong.kit.test.ProductionStart;

class ProductionStartTest extends ProductionStart {}
