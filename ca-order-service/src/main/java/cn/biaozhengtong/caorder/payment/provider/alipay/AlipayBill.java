package cn.biaozhengtong.caorder.payment.provider.alipay;

import cn.biaozhengtong.caorder.payment.PaymentChannel;
import cn.biaozhengtong.caorder.payment.provider.BillTable;
import cn.biaozhengtong.caorder.payment.provider.MerchantNumber;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// 业务明细 of a day: a ZIP of tables in GB 18030, one of details and one of sums.
final class AlipayBill {
    private static final Charset CHINESE = Charset.forName("GB18030");
    private static final int MAX = 64 << 20;

    private AlipayBill() {}

    static List<PaymentChannel.BillLine> lines(byte[] zip) {
        List<PaymentChannel.BillLine> out = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), CHINESE)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readNBytes(MAX);
                if (!entry.getName().contains("汇总")) {
                    read(new String(bytes, CHINESE), out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    private static void read(String text, List<PaymentChannel.BillLine> out) {
        for (BillTable.Row row : BillTable.read(text, "支付宝交易号")) {
            boolean refund = row.of("业务类型").equals("退款");
            String number = row.of(refund ? "退款批次号/请求号" : "商户订单号");
            if (MerchantNumber.isOurs(number)) {
                // Refunds are negative there already.
                out.add(
                        new PaymentChannel.BillLine(
                                MerchantNumber.parse(number),
                                MerchantNumber.cents(row.of("订单金额（元）"))));
            }
        }
    }
}
