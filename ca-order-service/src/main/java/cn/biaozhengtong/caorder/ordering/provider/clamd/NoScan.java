package cn.biaozhengtong.caorder.ordering.provider.clamd;

import cn.biaozhengtong.caorder.ordering.MalwareScan;
import cn.biaozhengtong.kit.OpenDefault;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/// Where no scanner is set up: files are made anew all the same.
@Component
@OpenDefault("uploads are not scanned for malware, set bzt.clamd to host:port of a clamd")
@ConditionalOnExpression("'${bzt.clamd:}' == ''")
class NoScan implements MalwareScan {
    NoScan() {
        LoggerFactory.getLogger(NoScan.class)
                .warn("uploads are not scanned for malware: set bzt.clamd to host:port of a clamd");
    }

    @Override
    public Optional<String> find(InputStreamSource upload) {
        return Optional.empty();
    }
}
