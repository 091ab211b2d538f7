package cn.biaozhengtong.seal.verification.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The page on which anybody verifies a document: nothing of it comes from elsewhere, and it runs
/// nothing but its own script.
@Hidden
@RestController
class VerifyPage {
    private static final String ITS_OWN =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String page = read("verify.html");
    private final String script = read("verify.js");
    private final String style = read("verify.css");
    private final String icon = read("icon.svg");

    private static String read(String name) {
        try (InputStream in = VerifyPage.class.getResourceAsStream("/web/verify/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @GetMapping("/verify")
    ResponseEntity<String> page() {
        return answer("html", page);
    }

    @GetMapping("/verify/verify.js")
    ResponseEntity<String> script() {
        return answer("javascript", script);
    }

    @GetMapping("/verify/verify.css")
    ResponseEntity<String> style() {
        return answer("css", style);
    }

    @GetMapping("/verify/icon.svg")
    ResponseEntity<String> icon() {
        return answer(new MediaType("image", "svg+xml", StandardCharsets.UTF_8), icon);
    }

    private static ResponseEntity<String> answer(String type, String content) {
        return answer(new MediaType("text", type, StandardCharsets.UTF_8), content);
    }

    private static ResponseEntity<String> answer(MediaType type, String content) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)))
                .header("Content-Security-Policy", ITS_OWN)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .body(content);
    }
}
