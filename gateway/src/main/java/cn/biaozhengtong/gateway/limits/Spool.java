package cn.biaozhengtong.gateway.limits;

import cn.biaozhengtong.gateway.web.BodyRefused;
import cn.biaozhengtong.gateway.web.GatewayProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/// The files in which long bodies lie until they are passed on; together they are bounded, so that
/// nobody fills the disk. A file has no name any more once it is open: none outlives the gateway.
final class Spool {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /// @param most bytes of all files together
    Spool(long most) {
        this.most = most;
    }

    /// Bytes of all files that are open.
    long taken() {
        return taken.get();
    }

    File open() throws IOException {
        Path path = Files.createTempFile("body", null);
        try {
            return new File(
                    FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } finally {
            Files.delete(path);
        }
    }

    final class File implements AutoCloseable {
        private final FileChannel channel;
        private long length;

        private File(FileChannel channel) {
            this.channel = channel;
        }

        /// @throws BodyRefused when all files together have what they may
        void append(byte[] bytes, int count) throws IOException {
            if (taken.addAndGet(count) > most) {
                taken.addAndGet(-count);
                throw new BodyRefused(GatewayProblem.busy);
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
            long at = length;
            length += count;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
        }

        /// @return how many were read from this place on; -1 at its end
        int read(long at, byte[] bytes, int offset, int count) throws IOException {
            return channel.read(ByteBuffer.wrap(bytes, offset, count), at);
        }

        @Override
        public void close() throws IOException {
            taken.addAndGet(-length);
            length = 0;
            channel.close();
        }
    }
}
