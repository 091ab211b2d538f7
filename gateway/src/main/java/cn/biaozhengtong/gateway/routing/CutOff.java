package cn.biaozhengtong.gateway.routing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/// An answer that nobody reads to its end, such as the stream of a page that was closed, is cut
/// off. Apache's client would read on, to use the connection again: for hours, of a stream.
final class CutOff implements ExecChainHandler {
    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            response.setEntity(new Answer(entity, scope.execRuntime));
        }
        return response;
    }

    private static final class Answer extends HttpEntityWrapper {
        private final ExecRuntime runtime;

        Answer(HttpEntity entity, ExecRuntime runtime) {
            super(entity);
            this.runtime = runtime;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new ToTheEnd(super.getContent(), runtime);
        }
    }

    private static final class ToTheEnd extends FilterInputStream {
        private final ExecRuntime runtime;
        private boolean ended;

        ToTheEnd(InputStream in, ExecRuntime runtime) {
            super(in);
            this.runtime = runtime;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            ended |= value < 0;
            return value;
        }

        @Override
        public int read(byte[] buffer, int from, int most) throws IOException {
            int count = in.read(buffer, from, most);
            ended |= count < 0;
            return count;
        }

        @Override
        public void close() throws IOException {
            if (ended) {
                in.close();
            } else {
                runtime.discardEndpoint();
            }
        }
    }
}
