package cn.biaozhengtong.identity;

import cn.biaozhengtong.kit.test.ServiceContract;

class ContractTest extends ServiceContract {}
