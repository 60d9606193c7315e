using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>
/// A collection of X-rays: its facts and its rules. A public one is an <see cref="IPublicSource"/>; a user's own images are one too.
/// </summary>
public interface ISource
{
    /// <summary>The short name, for example <c>cohen</c>: the column <c>source</c>.</summary>
    string Name { get; }

    /// <summary>Authors, title and year, for the datasheet. Begins with the first author.</summary>
    string Citation { get; }

    /// <summary>The terms under which the collection is published.</summary>
    string Licence { get; }

    /// <summary>The address of the publisher's page.</summary>
    string Page { get; }

    /// <summary>The year of publication. An image published before 2020 cannot show COVID-19.</summary>
    int Released { get; }

    /// <summary>The rule that assigns the images to train, val and test.</summary>
    SplitPolicy SplitPolicy { get; }

    /// <summary>The classes that its images can have; by default all three.</summary>
    IReadOnlyList<Finding> Classes => Findings.All;

    /// <summary>Whether the paper used the collection (Zhong 2020); by default not.</summary>
    bool IsOfThePaper => false;

    /// <summary>Lists the images of a folder. No image is opened.</summary>
    /// <exception cref="InputException">The collection's table cannot be read.</exception>
    SourceListing Read(string folder, CancellationToken cancel);
}

/// <summary>
/// The rule that assigns the images of a collection to train, val and test. Controls follow none of them: they are never learned.
/// </summary>
public enum SplitPolicy
{
    /// <summary>Train and test stay as published; val is drawn from train.</summary>
    Published,

    /// <summary>Test and val are drawn by whole patient groups.</summary>
    DrawnTest,

    /// <summary>No image is test; val is drawn.</summary>
    TrainOnly,

    /// <summary>Every image is test, on top of the wanted number of COVID-19 test images.</summary>
    ExternalTest,
}
