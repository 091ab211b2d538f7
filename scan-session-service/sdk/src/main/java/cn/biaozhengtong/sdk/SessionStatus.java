package cn.biaozhengtong.sdk;

import java.util.Map;

/// A session as read; `result` is unverified until [ResultVerifier] accepted it.
///
/// @param state `awaiting_scan`, `awaiting_approval`, `completed`, `refused`, `expired`,
///   `cancelled` or `failed`
/// @param version rises with every change
/// @param result empty unless completed
public record SessionStatus(String state, int version, Map<String, Object> result) {
    public boolean isOpen() {
        return state.equals("awaiting_scan") || state.equals("awaiting_approval");
    }

    public boolean isCompleted() {
        return state.equals("completed");
    }
}
