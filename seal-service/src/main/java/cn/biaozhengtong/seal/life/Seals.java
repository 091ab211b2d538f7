package cn.biaozhengtong.seal.life;

import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The store of seals, and the only one who changes them: seal, history and whoever is told change
/// in one transaction, the seal locked first.
@Component
public class Seals {
    private final SealRows rows;
    private final TellOfSeals tell;
    private final Registrar registrar;

    Seals(SealRows rows, TellOfSeals tell, Registrar registrar) {
        this.rows = rows;
        this.tell = tell;
        this.registrar = registrar;
    }

    public List<Seal> of(EnterpriseId enterprise) {
        return rows.of(enterprise.value());
    }

    public List<Seal> of(UUID enterprise) {
        return of(new EnterpriseId(enterprise));
    }

    public Seal get(SealId id) {
        return rows.findById(id.value()).orElseThrow(SealProblem.seal_unknown::exception);
    }

    /// @param actor an account's id, or `system`
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Seal it, String actor) {
        saved(it, actor);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void change(SealId id, String actor, Consumer<Seal> how) {
        Seal it = rows.lock(id.value()).orElseThrow(SealProblem.seal_unknown::exception);
        how.accept(it);
        saved(it, actor);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void changeAll(EnterpriseId enterprise, Consumer<Seal> how) {
        for (Seal it : rows.lockOf(enterprise.value())) {
            how.accept(it);
            saved(it, TellOfSeals.SYSTEM);
        }
    }

    private void saved(Seal it, String actor) {
        registrar.changed(it, it.events());
        Seal saved = rows.saveAndFlush(it);
        it.takeEvents().forEach(event -> tell.tell(saved, event, actor));
    }
}
