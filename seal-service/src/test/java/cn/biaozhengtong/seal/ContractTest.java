package cn.biaozhengtong.seal;

import cn.biaozhengtong.kit.test.ServiceContract;

class ContractTest extends ServiceContract {}
