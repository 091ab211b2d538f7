package cn.biaozhengtong.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/// What is held in memory whole is short, whoever sends it.
class BodySizesTest {
    private static final long FILES = 12 << 20;

    private final BodySizes sizes = new BodySizes(FILES);

    @ParameterizedTest
    @CsvSource({
        "/api/identity/v1/login/sms-codes, application/json, 262144",
        "/api/identity/v1/login/sms-codes, , 262144",
        "/sandbox/v1/relying-parties, application/json, 262144",
        "/notify/v1/alipay, multipart/form-data, 262144",
        "/ocsp, application/octet-stream, 16384",
        "/tsa, application/timestamp-query, 1024",
        "/rp/v1/sessions, application/json, 1048576",
        "/api/scan/v1/sessions/x/rounds, application/json, 1048576",
        "/rp/v1/verifications, application/pdf, 12582912",
        "/rp/v1/documents/x/parts/0, application/octet-stream, 12582912",
        "/api/orders/v1/orders/x/attachments, Multipart/form-data; boundary=a, 12582912"
    })
    void item1_isAsLongAsWhatIsReallySent(String path, String type, long most) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        request.setContentType(type);
        assertThat(sizes.most(request)).isEqualTo(most);
    }
}
