package cn.biaozhengtong.crypto.internal;

/// The same from the jar, where Java 18's wide multiplication works.
class Sm2SumsIT extends Sm2SumsTest {}
