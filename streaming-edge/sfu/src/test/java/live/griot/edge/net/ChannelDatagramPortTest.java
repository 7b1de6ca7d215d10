package live.griot.edge.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

class ChannelDatagramPortTest extends DatagramPortContract {
    @Override
    DatagramPort bind(List<InetAddress> addresses, int port) {
        return ChannelDatagramPort.open(addresses, port, events);
    }

    @Override
    Map<String, Integer> failures(int toPortZero, int toEverybody) {
        return Map.of("IO", toPortZero + toEverybody);
    }
}
