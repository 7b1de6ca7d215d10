package live.griot.app.race;

import java.util.List;
import java.util.stream.Stream;
import live.griot.app.support.ApiClient;
import live.griot.app.support.StartedGriot;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where races are run: one program or several on one store, and the people who have accounts there. */
record Arena(List<StartedGriot> nodes, List<Somebody> people) {
    private static final List<String> NAMES = List.of(
            "awa", "moussa", "ines", "kofi", "binta", "demba", "fanta", "issa", "kadi", "lamine", "mariam", "oumar",
            "sira");

    /** Registers everybody at the first of the nodes. */
    static Arena of(StartedGriot... nodes) {
        List<Somebody> people = NAMES.stream()
                .map(name -> {
                    ApiClient registered = nodes[0].client().register(name);
                    return new Somebody(
                            name,
                            registered.userId(),
                            Stream.of(nodes)
                                    .map(node -> node.client().with(registered.token()))
                                    .toList());
                })
                .toList();
        return new Arena(List.of(nodes), people);
    }

    Somebody person(String name) {
        return people.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns so many people, the host not among them. */
    List<Somebody> guests(int number) {
        return people.subList(1, 1 + number);
    }

    JdbcClient db() {
        return nodes.getFirst().part(JdbcClient.class);
    }
}
