package cn.biaozhengtong.identity;

import cn.biaozhengtong.kit.test.ProductionStart;

class ProductionStartTest extends ProductionStart {}
