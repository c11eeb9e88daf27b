<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="1" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|MapTips|Rendering|Temporal" version="3.22.16">
 <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="1" type="RuleRenderer">
  <rules key="lane_gaps">
   <rule key="lane_gaps: without the protection asked for" label="without the protection asked for" symbol="0" />
  </rules>
  <symbols>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="0" type="line">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash_unit" type="QString" value="Point" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="255,255,255,255" />
      <Option name="line_width" type="QString" value="6" />
      <Option name="line_width_unit" type="QString" value="Point" />
      <Option name="offset_unit" type="QString" value="Point" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="1">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash_unit" type="QString" value="Point" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="213,94,0,255" />
      <Option name="line_width" type="QString" value="3.75" />
      <Option name="line_width_unit" type="QString" value="Point" />
      <Option name="offset_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="cause" fontItalic="0" fontLetterSpacing="0" fontSize="6.75" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="0" legendString="Aa" multilineHeight="1" previewBkgrdColor="255,255,255,255" textColor="163,71,0,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
    <text-buffer bufferBlendMode="0" bufferColor="255,255,255,255" bufferDraw="1" bufferJoinStyle="128" bufferNoFill="1" bufferOpacity="0.84999999999999998" bufferSize="1.5" bufferSizeUnits="Point" />
   </text-style>
   <text-format addDirectionSymbol="0" autoWrapLength="0" decimals="3" formatNumbers="0" leftDirectionSymbol="&lt;" multilineAlign="3" placeDirectionSymbol="0" plussign="0" reverseDirectionSymbol="0" rightDirectionSymbol="&gt;" useMaxLineLengthForAutoWrap="1" wrapChar="" />
   <placement centroidInside="0" centroidWhole="0" dist="2.25" distUnits="Point" fitInPolygonOnly="0" geometryGenerator="" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceUnit="MM" placement="2" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="6" quadOffset="4" repeatDistance="0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0" />
   <rendering displayAll="0" drawLabels="1" fontLimitPixelSize="0" fontMaxPixelSize="10000" fontMinPixelSize="0" labelPerPart="0" limitNumLabels="0" maxNumLabels="2000" mergeLines="0" minFeatureSize="0" obstacle="1" obstacleFactor="1" obstacleType="1" scaleMax="3000000" scaleMin="0" scaleVisibility="1" unplacedVisibility="0" upsidedownLabels="0" zIndex="0" />
  </settings>
 </labeling>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <layerOpacity>1</layerOpacity>
 <aliases>
  <alias field="id" name="Id" />
  <alias field="name" name="Name" />
  <alias field="lane" name="Lane" />
  <alias field="from_km" name="From (km)" />
  <alias field="to_km" name="To (km)" />
  <alias field="length_km" name="Length (km)" />
  <alias field="cause" name="Cause" />
  <alias field="without" name="Without" />
  <alias field="short_min" name="Too late by (min)" />
  <alias field="short_km" name="Too near or far by (km)" />
  <alias field="exposed_h" name="Exposed (h)" />
  <alias field="nearest" name="Nearest" />
  <alias field="response_min" name="Response (min)" />
  <alias field="worst_at" name="Worst place" />
  <alias field="closed_by" name="What would close it" />
  <alias field="source" name="Source" />
  <alias field="as_of" name="As of" />
  <alias field="method" name="Method" />
  <alias field="tolerance_m" name="Tolerance (m)" />
 </aliases>
 <previewExpression>coalesce("name", "id")</previewExpression>
 <mapTip>&lt;b&gt;[% coalesce("name", "id") %]&lt;/b&gt; Gaps of the lanes&lt;table&gt;
[% coalesce('&lt;tr&gt;&lt;td&gt;Lane&lt;/td&gt;&lt;td&gt;' || "lane" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;From (km)&lt;/td&gt;&lt;td&gt;' || "from_km" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;To (km)&lt;/td&gt;&lt;td&gt;' || "to_km" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Length (km)&lt;/td&gt;&lt;td&gt;' || "length_km" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Cause&lt;/td&gt;&lt;td&gt;' || "cause" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Without&lt;/td&gt;&lt;td&gt;' || "without" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Too late by (min)&lt;/td&gt;&lt;td&gt;' || "short_min" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Too near or far by (km)&lt;/td&gt;&lt;td&gt;' || "short_km" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Exposed (h)&lt;/td&gt;&lt;td&gt;' || "exposed_h" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Nearest&lt;/td&gt;&lt;td&gt;' || "nearest" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Response (min)&lt;/td&gt;&lt;td&gt;' || "response_min" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Worst place&lt;/td&gt;&lt;td&gt;' || "worst_at" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;What would close it&lt;/td&gt;&lt;td&gt;' || "closed_by" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
&lt;/table&gt;[% coalesce("source", '') %] ([% coalesce("as_of", '') %])</mapTip>
 <layerGeometryType>1</layerGeometryType>
</qgis>
