package io.breakwater.imageproxy.origin;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A name server on 127.0.0.1: {@code *.origin.example} and {@code *.fbcdn.net} are 127.0.0.1, {@code inward.example} is
 * 10.0.0.1, {@code mixed.example} is both, {@code mute.example} gets no answer, {@code broken.example} SERVFAIL, {@code
 * refused.example} REFUSED, everything else does not exist.
 */
public final class TestDns implements AutoCloseable {

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Channel channel;

    public TestDns() {
        channel = new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), new Answers());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    public String server() {
        return "127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** The names that were asked for, each once. */
    public Set<String> names() {
        return Set.copyOf(names);
    }

    private final class Answers extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            var question = query.recordAt(DnsSection.QUESTION);
            var name = question.name();
            names.add(name);
            if (name.startsWith("mute.example")) {
                return;
            }
            var addresses = addresses(name);
            var response = new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
            response.addRecord(DnsSection.QUESTION, io.netty.util.ReferenceCountUtil.retain(question));
            if (name.equals("broken.example.")) {
                response.setCode(DnsResponseCode.SERVFAIL);
            } else if (name.equals("refused.example.")) {
                response.setCode(DnsResponseCode.REFUSED);
            } else if (addresses.isEmpty()) {
                response.setCode(DnsResponseCode.NXDOMAIN);
            } else if (question.type().equals(DnsRecordType.A)) {
                for (var address : addresses) {
                    response.addRecord(
                            DnsSection.ANSWER,
                            new DefaultDnsRawRecord(name, DnsRecordType.A, 5, Unpooled.wrappedBuffer(address)));
                }
            }
            context.writeAndFlush(response);
        }

        private List<byte[]> addresses(String name) {
            var loopback = new byte[] {127, 0, 0, 1};
            var inward = new byte[] {10, 0, 0, 1};
            if (name.endsWith(".origin.example.") || name.endsWith(".fbcdn.net.")) {
                return List.of(loopback);
            }
            return switch (name) {
                case "inward.example." -> List.of(inward);
                case "mixed.example." -> List.of(loopback, inward);
                default -> List.of();
            };
        }
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        loop.shutdownGracefully();
    }
}
