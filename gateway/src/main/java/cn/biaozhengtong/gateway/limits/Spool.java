package cn.biaozhengtong.gateway.limits;

import cn.biaozhengtong.gateway.web.BodyRefused;
import cn.biaozhengtong.gateway.web.GatewayProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// The files in which long bodies lie until they are passed on; together they are bounded, so that
/// nobody fills the disk, and those of one address to a quarter, so that it keeps nobody else out.
/// A file has no name any more once it is open: none outlives the gateway.
final class Spool {
    private static final int SHARE = 4;

    private final long most;
    private final AtomicLong taken = new AtomicLong();
    private final ConcurrentMap<String, Long> ofAddresses = new ConcurrentHashMap<>();

    /// @param most bytes of all files together
    Spool(long most) {
        this.most = most;
    }

    /// Bytes of all files that are open.
    long taken() {
        return taken.get();
    }

    /// @param address whose share it is
    File open(String address) throws IOException {
        Path path = Files.createTempFile("body", null);
        try {
            return new File(
                    address,
                    FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } finally {
            Files.delete(path);
        }
    }

    private void giveBack(String address, long bytes) {
        taken.addAndGet(-bytes);
        ofAddresses.computeIfPresent(address, (it, own) -> own > bytes ? own - bytes : null);
    }

    final class File implements AutoCloseable {
        private final String address;
        private final FileChannel channel;
        private long length;

        private File(String address, FileChannel channel) {
            this.address = address;
            this.channel = channel;
        }

        /// @throws BodyRefused when all files together have what they may
        void append(byte[] bytes, int count) throws IOException {
            long own = ofAddresses.merge(address, (long) count, Long::sum);
            if (taken.addAndGet(count) > most || own > most / SHARE) {
                giveBack(address, count);
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
            giveBack(address, length);
            length = 0;
            channel.close();
        }
    }
}
