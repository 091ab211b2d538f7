package cn.biaozhengtong.caorder.payment.provider.wechat;

import cn.biaozhengtong.caorder.payment.PaymentChannel;
import cn.biaozhengtong.caorder.payment.provider.MerchantNumber;
import com.wechat.pay.java.service.payments.h5.model.H5Info;
import com.wechat.pay.java.service.payments.h5.model.SceneInfo;
import com.wechat.pay.java.service.payments.jsapi.model.Payer;
import com.wechat.pay.java.service.payments.jsapi.model.PrepayWithRequestPaymentResponse;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/// Opens trades in each scene; the SDK has one request class for each.
final class WechatTrades {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    private final WechatAccess access;

    WechatTrades(WechatAccess access) {
        this.access = access;
    }

    PaymentChannel.Prepaid h5(PaymentChannel.Trade trade) {
        var request = new com.wechat.pay.java.service.payments.h5.model.PrepayRequest();
        request.setAppid(access.app());
        request.setMchid(access.merchant());
        request.setDescription(trade.title());
        request.setOutTradeNo(MerchantNumber.of(trade.paymentId().value()));
        request.setTimeExpire(expires(trade));
        request.setNotifyUrl(access.notifyUrl());
        var amount = new com.wechat.pay.java.service.payments.h5.model.Amount();
        amount.setTotal(Math.toIntExact(trade.amountCents()));
        request.setAmount(amount);
        SceneInfo scene = new SceneInfo();
        scene.setPayerClientIp(trade.payerIp());
        H5Info info = new H5Info();
        info.setType("Wap");
        scene.setH5Info(info);
        request.setSceneInfo(scene);
        return PaymentChannel.Prepaid.at(access.h5().prepay(request).getH5Url());
    }

    PaymentChannel.Prepaid qr(PaymentChannel.Trade trade) {
        var request = new com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest();
        request.setAppid(access.app());
        request.setMchid(access.merchant());
        request.setDescription(trade.title());
        request.setOutTradeNo(MerchantNumber.of(trade.paymentId().value()));
        request.setTimeExpire(expires(trade));
        request.setNotifyUrl(access.notifyUrl());
        var amount = new com.wechat.pay.java.service.payments.nativepay.model.Amount();
        amount.setTotal(Math.toIntExact(trade.amountCents()));
        request.setAmount(amount);
        return PaymentChannel.Prepaid.at(access.orders().prepay(request).getCodeUrl());
    }

    PaymentChannel.Prepaid jsapi(PaymentChannel.Trade trade) {
        var request = new com.wechat.pay.java.service.payments.jsapi.model.PrepayRequest();
        request.setAppid(access.app());
        request.setMchid(access.merchant());
        request.setDescription(trade.title());
        request.setOutTradeNo(MerchantNumber.of(trade.paymentId().value()));
        request.setTimeExpire(expires(trade));
        request.setNotifyUrl(access.notifyUrl());
        var amount = new com.wechat.pay.java.service.payments.jsapi.model.Amount();
        amount.setTotal(Math.toIntExact(trade.amountCents()));
        request.setAmount(amount);
        Payer payer = new Payer();
        payer.setOpenid(trade.payer());
        request.setPayer(payer);
        PrepayWithRequestPaymentResponse it = access.jsapi().prepayWithRequestPayment(request);
        return new PaymentChannel.Prepaid(
                "",
                Map.of(
                        "appId", it.getAppId(),
                        "timeStamp", it.getTimeStamp(),
                        "nonceStr", it.getNonceStr(),
                        "package", it.getPackageVal(),
                        "signType", it.getSignType(),
                        "paySign", it.getPaySign()));
    }

    private static String expires(PaymentChannel.Trade trade) {
        return TIME.format(trade.expiresAt().atZone(CHINA));
    }
}
