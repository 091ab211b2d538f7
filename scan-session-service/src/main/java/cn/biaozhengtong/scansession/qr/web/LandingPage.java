package cn.biaozhengtong.scansession.qr.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What an ordinary camera finds behind the QR: a page that says what this is.
@RestController
class LandingPage {
    private static final String PAGE =
            """
            <!doctype html><html lang="zh"><meta charset="utf-8">
            <meta name="viewport" content="width=device-width"><title>标证通</title>
            <style>body{font:16px/1.7 sans-serif;max-width:28rem;margin:3rem auto;padding:0 1rem}</style>
            <h1>标证通扫码</h1>
            <p>这是招标投标平台的标证通二维码。请打开标证通 App，点击【开始扫码】扫描此码。</p>
            <p lang="en">This is a BiaoZhengTong code of a tender platform. Open the app and scan it there.</p>
            </html>\
            """;

    @GetMapping("/s")
    ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("Referrer-Policy", "no-referrer")
                .body(PAGE);
    }
}
