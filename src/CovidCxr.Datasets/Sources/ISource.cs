using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>Reads one public collection in the folder layout in which it is published.</summary>
public interface ISource
{
    /// <summary>The collection's short name: cohen, figure1, actualmed or kermany.</summary>
    string Name { get; }

    /// <summary>Authors, year and where it is published, for the datasheet.</summary>
    string Citation { get; }

    /// <summary>The folder as its publisher names it.</summary>
    string FolderName { get; }

    /// <summary>What the folder must hold to be recognized, for an error message.</summary>
    string Layout { get; }

    /// <summary>Whether a folder has this collection's layout; its name does not matter.</summary>
    bool Recognizes(string folder);

    /// <summary>Lists a folder that <see cref="Recognizes"/> accepts. No picture is opened.</summary>
    /// <exception cref="InputException">The collection's table cannot be read.</exception>
    SourceListing Read(string folder, CancellationToken cancel);
}
