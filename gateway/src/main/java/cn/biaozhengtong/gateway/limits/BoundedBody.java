package cn.biaozhengtong.gateway.limits;

import cn.biaozhengtong.gateway.web.BodyTooLarge;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/// A request whose body ends with an error past the limit, also when no length was announced.
final class BoundedBody extends HttpServletRequestWrapper {
    private final long limit;

    BoundedBody(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Bounded(super.getInputStream(), limit);
    }

    private static final class Bounded extends ServletInputStream {
        private final ServletInputStream inner;
        private long left;

        Bounded(ServletInputStream inner, long limit) {
            this.inner = inner;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int value = inner.read();
            take(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = inner.read(bytes, offset, length);
            take(Math.max(count, 0));
            return count;
        }

        private void take(int count) throws IOException {
            left -= count;
            if (left < 0) {
                throw new BodyTooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return inner.isFinished();
        }

        @Override
        public boolean isReady() {
            return inner.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            inner.setReadListener(listener);
        }

        @Override
        public void close() throws IOException {
            inner.close();
        }
    }
}
