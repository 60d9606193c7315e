namespace CovidCxr.Core.Paper;

/// <summary>Table 1 of Zhong 2020: the images of the paper's COVID-19-CXR-Dataset.</summary>
public static class PaperTable1
{
    private static readonly int[] TrainCounts = [398, 1341, 3875];
    private static readonly int[] TestCounts = [100, 242, 398];

    /// <summary>Images of a class to train on.</summary>
    public static int Train(Finding finding) => TrainCounts[(int)finding];

    /// <summary>Images of a class to test on.</summary>
    public static int Test(Finding finding) => TestCounts[(int)finding];
}
