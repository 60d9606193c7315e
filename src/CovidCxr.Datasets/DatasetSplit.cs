namespace CovidCxr.Datasets;

/// <summary>The parts of a dataset, each a folder of its own.</summary>
public enum DatasetSplit
{
    /// <summary>The images a network learns from.</summary>
    Train,

    /// <summary>Held out of training by groups; every choice (epoch, threshold, calibration) is made here.</summary>
    Val,

    /// <summary>Only reported on, never used to choose anything.</summary>
    Test,

    /// <summary>Adults without COVID-19 from the collections that the COVID-19 images come from; outside the three classes.</summary>
    Controls,
}
