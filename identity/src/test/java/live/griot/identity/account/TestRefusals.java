package live.griot.identity.account;

/** Answers of refusals for tests in other packages. */
public final class TestRefusals {
    private TestRefusals() {}

    public static Object asStatus() {
        return new AccountControllerTest.RefusedAsStatus();
    }
}
