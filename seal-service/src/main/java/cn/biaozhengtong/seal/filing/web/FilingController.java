package cn.biaozhengtong.seal.filing.web;

import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.seal.filing.FileAgain;
import cn.biaozhengtong.seal.inventory.ListSeals;
import cn.biaozhengtong.seal.life.SealId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// 重新提交备案, for phones.
@RestController
class FilingController {
    private final FileAgain file;
    private final ListSeals list;

    FilingController(FileAgain file, ListSeals list) {
        this.file = file;
        this.list = list;
    }

    /// By the administrator; the seal afterwards, which waits.
    @FreshProof
    @PostMapping("/api/seals/v1/seals/{id}/filing")
    ListSeals.Row again(Caller caller, @PathVariable SealId id) {
        file.file(caller.account(), id);
        return list.get(caller.account(), id);
    }
}
