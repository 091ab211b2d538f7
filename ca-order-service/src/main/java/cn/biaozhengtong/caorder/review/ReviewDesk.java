package cn.biaozhengtong.caorder.review;

import cn.biaozhengtong.caorder.catalogue.Catalogue;
import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.caorder.ordering.Attachments;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.ordering.Subject;
import cn.biaozhengtong.caorder.ordering.Subjects;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Makes the sheet of an order, from the order as stored; at issuance it is made again.
@Component
public class ReviewDesk {
    private final Orders orders;
    private final Subjects subjects;
    private final Attachments attachments;
    private final Catalogue catalogue;

    ReviewDesk(Orders orders, Subjects subjects, Attachments attachments, Catalogue catalogue) {
        this.orders = orders;
        this.subjects = subjects;
        this.attachments = attachments;
        this.catalogue = catalogue;
    }

    public ReviewSheet sheet(OrderId orderId) {
        return sheet(orders.byId(orderId));
    }

    public ReviewSheet sheet(Order order) {
        Subject subject = subjects.of(order);
        Catalogue.Product product = catalogue.product(order.productCode()).orElseThrow();
        List<String> lines = new ArrayList<>();
        add(lines, "订单编号", order.getId().toString());
        add(lines, "订单类型", order.kind().name());
        add(lines, "申请账号", order.accountId().toString());
        if (subject.isPersonal()) {
            add(lines, "姓名", subject.name());
        } else {
            enterprise(lines, subject);
        }
        SerialNumber predecessor = order.predecessor();
        if (predecessor != null) {
            add(lines, "原证书序列号", predecessor.hex());
        }
        add(lines, "业务平台", product.platformName());
        add(lines, "产品", product.code());
        add(lines, "证书权限", Permission.titles(product.permissions()));
        add(lines, "有效期（天）", Integer.toString(product.validityDays()));
        add(lines, "费用（分）", Long.toString(order.priceCents()));
        for (Attachments.Attachment a : attachments.of(order.orderId())) {
            add(lines, "附件 " + a.kind(), a.mediaType() + " " + a.sm3());
        }
        return new ReviewSheet(lines);
    }

    private static void enterprise(List<String> lines, Subject subject) {
        LocalDate expires = subject.licenceExpiresOn();
        add(lines, "企业名称", subject.name());
        add(lines, "统一社会信用代码", String.valueOf(subject.uscc()));
        add(lines, "法定代表人", String.valueOf(subject.legalPerson()));
        add(lines, "法人证件类型", String.valueOf(subject.legalIdType()));
        add(lines, "法人证件号", String.valueOf(subject.legalIdNumber()));
        add(lines, "营业执照有效期", expires == null ? "长期" : expires.toString());
        String person = subject.person();
        if (person != null) {
            add(lines, "办事人员", person);
        }
    }

    private static void add(List<String> lines, String name, String value) {
        lines.add(name);
        lines.add(value);
    }
}
