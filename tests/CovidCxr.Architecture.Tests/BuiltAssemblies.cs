using ArchUnitNET.Loader;

namespace CovidCxr.Architecture.Tests;

/// <summary>The types of the built program and what each of them uses, read from the assemblies' metadata.</summary>
internal static class BuiltAssemblies
{
    /// <summary>All assemblies of <c>src/</c> that the program brings along.</summary>
    public static ArchUnitNET.Domain.Architecture Architecture { get; } = Load();

    private static ArchUnitNET.Domain.Architecture Load()
    {
        if (!File.Exists(Path.Combine(Repository.Program, "covidcxr.dll")))
            throw new FileNotFoundException($"build the solution first: {Repository.Program} has no covidcxr.dll");
        return new ArchLoader()
            .LoadFilteredDirectory(Repository.Program, "CovidCxr.*.dll")
            .LoadFilteredDirectory(Repository.Program, "covidcxr.dll")
            .Build();
    }
}
