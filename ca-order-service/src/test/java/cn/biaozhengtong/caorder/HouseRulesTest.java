package cn.biaozhengtong.caorder;

import cn.biaozhengtong.kit.test.HouseRules;

class HouseRulesTest extends HouseRules {}
