using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>The tests that share one <see cref="TinyRun"/>; one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PredictCollection : ICollectionFixture<TinyRun>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "predict";
}
