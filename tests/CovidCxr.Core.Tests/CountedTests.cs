using Xunit;

namespace CovidCxr.Core.Tests;

public class CountedTests
{
    [Theory]
    [InlineData(0, "0 epochs")]
    [InlineData(1, "1 epoch")]
    [InlineData(2, "2 epochs")]
    [InlineData(1_000_000_000_000, "1000000000000 epochs")]
    public void One_thing_is_not_called_several(long count, string expected) => Assert.Equal(expected, Counted.Of(count, "epoch"));
}
