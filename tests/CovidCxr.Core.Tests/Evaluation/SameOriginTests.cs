using CovidCxr.Core.Evaluation;
using Xunit;

namespace CovidCxr.Core.Tests.Evaluation;

public sealed class SameOriginTests
{
    [Fact]
    public void Controls_count_where_covid_comes_from() =>
        Assert.Equal(["cohen 1", "cohen 2"], Of(["cohen 1", "nih 1", "cohen 2"], "cohen", "figure1"));

    [Fact]
    public void All_count_where_nothing_is_covid() => Assert.Equal(["nih 1"], Of(["nih 1"]));

    private static IEnumerable<string> Of(string[] controls, params string[] sources) =>
        SameOrigin.Of(controls, control => control.Split(' ')[0], sources);
}
