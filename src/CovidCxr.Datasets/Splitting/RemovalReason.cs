namespace CovidCxr.Datasets.Splitting;

/// <summary>Why an image that could be read is left out of the dataset.</summary>
public static class RemovalReason
{
    /// <summary>A picture published by Kermany in 2018 cannot show COVID-19: the copy that says so is mislabeled.</summary>
    public const string OlderThanCovid = "the same picture was published as Normal or Pneumonia before COVID-19 existed";

    /// <summary>Copies of one picture are labeled Normal and Pneumonia; nobody can tell which is right.</summary>
    public const string TwoLabels = "the same picture is labelled Normal and Pneumonia";

    /// <summary>A control's picture is also one of the three classes' pictures.</summary>
    public const string ControlHasClass = "the same picture is an image of the three classes";

    /// <summary>A control's patient, or one who shares a picture with that patient, is among those learned from.</summary>
    public const string ControlSeen = "the control's patient group is in train or val";

    /// <summary>The patient group has published test images; only those are kept.</summary>
    public const string GroupInTest = "the patient group has published test images";
}
