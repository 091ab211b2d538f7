package cn.biaozhengtong.enterprise;

import cn.biaozhengtong.kit.test.HouseRules;

class HouseRulesTest extends HouseRules {}
