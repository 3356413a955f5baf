using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace MockLlm.Engine.Tests;

/// <summary>An actor system for tests that logs warnings and errors only, also while it shuts down.</summary>
/// <param name="config">Further settings of the actor system.</param>
public abstract class QuietTestKit(Config? config = null) : TestKit((config ?? Config.Empty).WithFallback(Quiet))
{
    private static readonly Config Quiet = ConfigurationFactory.ParseString(
        """
        akka {
          loglevel = WARNING
          stdout-loglevel = WARNING
          coordinated-shutdown.run-by-clr-shutdown-hook = off
        }
        """);
}
