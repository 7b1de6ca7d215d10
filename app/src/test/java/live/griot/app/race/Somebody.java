package live.griot.app.race;

import java.util.List;
import live.griot.app.support.ApiClient;

/** Somebody with an account, who speaks in a race to the node of their side. */
record Somebody(String name, String id, List<ApiClient> atEachNode) {
    /** Returns their client at the node of the running side. */
    ApiClient client() {
        return atEachNode.get(Together.node(atEachNode.size()));
    }

    @Override
    public String toString() {
        return name;
    }
}
