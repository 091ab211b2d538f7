package cn.biaozhengtong.kit.id;

/// Who acts, and on which device.
public record Person(AccountId account, DeviceId device) {}
