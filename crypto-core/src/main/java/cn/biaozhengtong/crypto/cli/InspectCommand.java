package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.envelope.EnvelopeHeader;
import cn.biaozhengtong.crypto.envelope.EnvelopeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "inspect", description = "Prints what an envelope says without a key.")
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ENVELOPE")
    private Path envelope;

    @Override
    public Integer call() throws IOException {
        try (EnvelopeReader reader = EnvelopeReader.of(envelope)) {
            EnvelopeHeader header = reader.header();
            System.out.println("tender     " + header.tender().tender());
            System.out.println("lot        " + header.tender().lot());
            System.out.println("platform   " + header.tender().platformCode());
            System.out.println("bytes      " + reader.plainSize());
            System.out.println("segments   " + reader.segmentCount());
            System.out.println("layers     " + header.layers());
            header.wrappedKeys()
                    .forEach(it ->
                            System.out.println("recipient  " + it.serial() + " " + it.layer()));
        }
        return 0;
    }
}
