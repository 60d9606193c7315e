namespace CovidCxr.Datasets.Sources;

/// <summary>The part of its collection that an image was published in.</summary>
public enum PublishedSplit
{
    /// <summary>The collection is not divided.</summary>
    None,

    /// <summary>Published for training.</summary>
    Train,

    /// <summary>Published for testing.</summary>
    Test,
}
