package cn.biaozhengtong.identity.card.web;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.card.KeepCards;
import cn.biaozhengtong.identity.verification.BankCard;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The own bank cards (R6).
@RestController
@RequestMapping("/api/identity/v1/bank-cards")
class CardController {
    private final KeepCards cards;

    CardController(KeepCards cards) {
        this.cards = cards;
    }

    record CardRequest(
            @NotBlank @Size(max = 30) String cardNumber,
            @NotBlank @Size(max = 20) String reservedPhone) {
        /// Without the numbers.
        @Override
        public String toString() {
            return "CardRequest";
        }
    }

    record CardAdded(UUID id) {}

    @GetMapping
    List<KeepCards.Card> list(Caller caller) {
        return cards.of(caller.account());
    }

    /// The bank's answer appears in the list.
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    CardAdded add(Caller caller, @Valid @RequestBody CardRequest request) {
        return new CardAdded(
                cards.add(
                        caller.account(),
                        BankCard.parse(request.cardNumber()),
                        PhoneNumber.parse(request.reservedPhone())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable UUID id) {
        cards.remove(caller.account(), id);
    }
}
