package cn.biaozhengtong.seal;

import cn.biaozhengtong.kit.test.HouseRules;

class HouseRulesTest extends HouseRules {}
