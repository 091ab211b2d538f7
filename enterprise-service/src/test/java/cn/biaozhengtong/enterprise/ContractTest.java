package cn.biaozhengtong.enterprise;

import cn.biaozhengtong.kit.test.ServiceContract;

class ContractTest extends ServiceContract {}
