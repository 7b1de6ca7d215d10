package live.griot.chat.message;

import com.github.f4b6a3.ulid.UlidCreator;
import live.griot.api.id.FreshIds;

/** Ids as they come. */
final class PlayedIds implements FreshIds {
    @Override
    public String next() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    @Override
    public byte[] secret(int bytes) {
        throw new UnsupportedOperationException("No message holds a secret");
    }
}
