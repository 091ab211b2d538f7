package cn.biaozhengtong.sample.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// Answers what is asked below a path.
public interface Room {
    /// @param path all of it
    /// @return false when nothing is there
    boolean answer(HttpExchange exchange, String path) throws IOException;
}
