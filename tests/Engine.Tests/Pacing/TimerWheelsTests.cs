using MockLlm.Engine.Pacing;

namespace MockLlm.Engine.Tests.Pacing;

public sealed class TimerWheelsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(8, 2)]
    [InlineData(64, 16)]
    [InlineData(256, 16)]
    public void Each_four_cores_have_a_wheel(int cores, int wheels) => Assert.Equal(wheels, new TimerWheels(cores).Count);

    [Fact]
    public async Task Alarms_of_every_wheel_ring()
    {
        var wheels = new TimerWheels(cores: 12);
        var rung = Enumerable.Range(0, 30).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToList();
        var alarms = rung.ConvertAll(done => wheels.NewAlarm(done.SetResult));

        alarms.ForEach(alarm => alarm.Set(TimeSpan.FromMilliseconds(1)));

        await Task.WhenAll(rung.Select(done => done.Task)).OrFail();
        alarms.ForEach(alarm => alarm.Dispose());
    }
}
