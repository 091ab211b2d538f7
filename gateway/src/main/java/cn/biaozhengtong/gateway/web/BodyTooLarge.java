package cn.biaozhengtong.gateway.web;

import java.io.IOException;

/// More was sent than the gateway takes.
public final class BodyTooLarge extends IOException {
    public BodyTooLarge() {
        super("the request is too large");
    }
}
