package cn.biaozhengtong.identity.push;

/// Port to the phone makers' push services.
public interface PushSender {
    /// @param address what the phone's system gave the app to be reached by
    /// @param link where the app goes when the user taps
    /// @return false when nobody is behind the address any more
    /// @throws RuntimeException when it may work a little later
    boolean send(String address, String title, String link);
}
