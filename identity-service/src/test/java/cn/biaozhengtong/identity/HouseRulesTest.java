package cn.biaozhengtong.identity;

import cn.biaozhengtong.kit.test.HouseRules;

class HouseRulesTest extends HouseRules {}
