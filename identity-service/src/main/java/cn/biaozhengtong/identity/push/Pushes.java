package cn.biaozhengtong.identity.push;

import cn.biaozhengtong.identity.account.PersonalData;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// By which address a device is reached, and what waits to be pushed to it.
@Component
public class Pushes implements PersonalData {
    private final JdbcClient database;
    private final Devices devices;
    private final FieldCipher cipher;
    private final Clock clock;

    Pushes(JdbcClient database, Devices devices, FieldCipher cipher, Clock clock) {
        this.database = database;
        this.devices = devices;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// The device is this account's from now on: who used it before is not pushed there any more.
    @Transactional
    public void reach(Person who, String address) {
        DeviceId device = who.device();
        withdraw(device);
        database.sql(
                        "INSERT INTO push_address (device_id, account_id, address_sealed, registered_at) VALUES (?, ?, ?, ?)")
                .params(
                        device.toString(),
                        who.account().toString(),
                        cipher.seal(address, binding(device)),
                        Timestamp.from(clock.instant()))
                .update();
    }

    public void withdraw(DeviceId device) {
        database.sql("DELETE FROM push_address WHERE device_id = ?")
                .param(device.toString())
                .update();
    }

    /// In the caller's transaction, for every device of the account that can be reached.
    @Transactional(propagation = Propagation.MANDATORY)
    public void announce(AccountId account, String title, String link) {
        database.sql(
                        """
                        INSERT INTO push (device_id, title, link, next_at)
                        SELECT device_id, ?, ?, ? FROM push_address WHERE account_id = ?\
                        """)
                .params(title, link, Timestamp.from(clock.instant()), account.toString())
                .update();
    }

    /// One that waits.
    record Push(DeviceId device, String title, String link) {}

    Optional<Push> find(String id) {
        return database.sql("SELECT device_id, title, link FROM push WHERE id = ?")
                .param(id)
                .query((row, n) ->
                        new Push(DeviceId.of(row.getString(1)), row.getString(2), row.getString(3)))
                .optional();
    }

    /// Its address; empty when the device was removed from its account, or withdrew.
    List<String> address(DeviceId device) {
        return database
                .sql("SELECT account_id, address_sealed FROM push_address WHERE device_id = ?")
                .param(device.toString())
                .query((row, n) -> new Address(AccountId.of(row.getString(1)), row.getString(2)))
                .list()
                .stream()
                .filter(it -> devices.belongs(it.account(), device))
                .map(it -> cipher.open(it.sealed(), binding(device)))
                .toList();
    }

    private record Address(AccountId account, String sealed) {}

    private static String binding(DeviceId device) {
        return "push_address:" + device;
    }

    @Override
    public String part() {
        return "push_addresses";
    }

    record Reached(DeviceId device, Instant since) {}

    @Override
    public Object export(AccountId account) {
        return database.sql(
                        "SELECT device_id, registered_at FROM push_address WHERE account_id = ?")
                .param(account.toString())
                .query((row, n) ->
                        new Reached(DeviceId.of(row.getString(1)), row.getTimestamp(2).toInstant()))
                .list();
    }

    @Override
    public void erase(AccountId account) {
        database.sql("DELETE FROM push_address WHERE account_id = ?")
                .param(account.toString())
                .update();
    }
}
