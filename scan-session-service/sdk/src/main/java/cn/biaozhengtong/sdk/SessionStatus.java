package cn.biaozhengtong.sdk;

import java.util.Map;

/// A session as read; `result` is unverified until [ResultVerifier] accepted it.
///
/// @param state `awaiting_scan`, `awaiting_approval`, `processing`, `completed`, `refused`,
///   `expired`, `cancelled` or `failed`
/// @param version rises with every change
/// @param error why it did not come to a good end, such as `user_refused`, `not_me` or `timeout`;
///   else empty
/// @param result empty unless completed
public record SessionStatus(String state, int version, String error, Map<String, Object> result) {
    public boolean isOpen() {
        return state.equals("awaiting_scan")
                || state.equals("awaiting_approval")
                || state.equals("processing");
    }

    public boolean isCompleted() {
        return state.equals("completed");
    }

    static SessionStatus of(Map<String, Object> answer) {
        Object result = answer.get("result");
        String version = Json.text(answer, "version");
        return new SessionStatus(
                Json.text(answer, "state"),
                version.isEmpty() ? 0 : Integer.parseInt(version),
                Json.text(answer, "error"),
                result == null ? Map.of() : Json.object(result));
    }
}
