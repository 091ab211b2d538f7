package cn.biaozhengtong.sample;

import cn.biaozhengtong.sample.scan.Words;
import cn.biaozhengtong.sample.web.Page;
import cn.biaozhengtong.sample.web.PageProblem;
import cn.biaozhengtong.sample.web.Room;
import cn.biaozhengtong.sample.web.Web;
import cn.biaozhengtong.sdk.ScanException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/// Pages, and the rooms that answer what they ask.
final class Site {
    private final String gateway;
    private final List<Room> rooms;

    /// @param gateway whose web component shows the QR
    Site(String gateway, List<Room> rooms) {
        this.gateway = gateway;
        this.rooms = List.copyOf(rooms);
    }

    void serve(int port) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
        System.out.println("sample tender platform at http://127.0.0.1:" + port);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            route(exchange);
        } catch (PageProblem e) {
            Web.send(exchange, e.status(), "text/plain", e.sentence());
        } catch (ScanException e) {
            System.err.println(exchange.getRequestURI().getPath() + ": " + e.type() + " " + e);
            Web.send(exchange, 502, "text/plain", Words.of(e));
        } catch (RuntimeException e) {
            System.err.println(exchange.getRequestURI().getPath() + ": " + e);
            Web.send(exchange, 400, "text/plain", "填写的内容不正确，请检查后重试");
        } finally {
            exchange.close();
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Optional<Page.Content> page =
                exchange.getRequestMethod().equals("GET")
                        ? Page.of(path, gateway)
                        : Optional.empty();
        if (page.isPresent()) {
            page(exchange, page.get());
            return;
        }
        for (Room it : rooms) {
            if (it.answer(exchange, path)) {
                return;
            }
        }
        Web.send(exchange, 404, "text/plain", "没有该页面");
    }

    /// A page runs the sample's scripts and the gateway's web component, and nothing else.
    private void page(HttpExchange exchange, Page.Content it) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'self'; script-src 'self' %s; connect-src 'self' %s; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                                .formatted(gateway, gateway));
        exchange.getResponseHeaders().set("Referrer-Policy", "same-origin");
        Web.send(exchange, 200, it.type(), it.text());
    }
}
