namespace CovidCxr.Core;

/// <summary>The three classes of the paper, with the paper's indices (Zhong 2020, table 1).</summary>
public enum Finding
{
    /// <summary>COVID-19, class 0.</summary>
    Covid19 = 0,

    /// <summary>No finding, class 1.</summary>
    Normal = 1,

    /// <summary>Pneumonia other than COVID-19, class 2.</summary>
    Pneumonia = 2,
}
