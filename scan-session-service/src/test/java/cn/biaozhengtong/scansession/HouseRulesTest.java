package cn.biaozhengtong.scansession;

import cn.biaozhengtong.kit.test.HouseRules;

class HouseRulesTest extends HouseRules {}
